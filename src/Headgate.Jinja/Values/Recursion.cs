using System.Runtime.CompilerServices;

namespace Headgate.Jinja.Values;

/// <summary>Turns values nested too deeply (or containing themselves) into an error where the process would otherwise die.</summary>
internal static class Recursion
{
    public static void Guard(string doing)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw PythonError.Recursion(doing);
        }
    }
}
