using Headgate.Jinja.Values;

namespace Headgate.Jinja.Builtins.PythonMethods;

/// <summary>Finds the methods of Python's own types by name.</summary>
internal static class MethodTable
{
    public static bool TryFind(in Value self, string name, out PythonMethod method)
    {
        method = null!;
        return false;
    }
}
