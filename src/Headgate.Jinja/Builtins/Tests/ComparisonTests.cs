using Headgate.Jinja.Values;

namespace Headgate.Jinja.Builtins.Tests;

/// <summary>The comparison operators as tests: <c>eq</c>, <c>ne</c>, <c>lt</c>, <c>le</c>, <c>gt</c>, <c>ge</c> and their other names.</summary>
internal static class ComparisonTests
{
    public static TestFunction Of(string function, ComparisonOperator compare) =>
        (context, input, arguments) =>
        {
            if (arguments.KeywordCount > 0)
            {
                throw PythonError.Type($"{function}() takes no keyword arguments");
            }
            if (arguments.PositionalCount != 1)
            {
                throw PythonError.Type($"{function} expected 2 arguments, got {arguments.PositionalCount + 1}");
            }
            return compare(context, input, arguments[0]);
        };
}
