using Headgate.Jinja.Values;

namespace Headgate.Jinja.Builtins.PythonMethods;

/// <summary>A method of one of Python's own types.</summary>
internal delegate Value PythonMethod(CallContext context, in Value self, Arguments arguments);
