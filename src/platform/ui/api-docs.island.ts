// Swagger UI is a global of its own bundle, which the page loads first.
declare const SwaggerUIBundle: (options: Record<string, unknown>) => void

SwaggerUIBundle({
  url: '/api/v1/openapi.json',
  domNode: document.getElementById('docs'),
  deepLinking: true,
  // Its default asks a validator on another host.
  validatorUrl: null,
  persistAuthorization: false,
})
