namespace Headgate.Jinja.Values.Methods;

/// <summary>A method of one of Python's own types.</summary>
internal delegate Value PythonMethod(CallContext context, in Value self, Arguments arguments);
