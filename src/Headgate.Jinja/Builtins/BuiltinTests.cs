using Headgate.Jinja.Builtins.Tests;
using Headgate.Jinja.Values;

namespace Headgate.Jinja.Builtins;

/// <summary>The tests that every environment has.</summary>
internal static class BuiltinTests
{
    public static readonly IReadOnlyList<KeyValuePair<string, TestFunction>> All =
    [
        new("!=", ComparisonTests.Of("ne", Operators.NotEqual)),
        new("<", ComparisonTests.Of("lt", Operators.Less)),
        new("<=", ComparisonTests.Of("le", Operators.LessEqual)),
        new("==", ComparisonTests.Of("eq", Operators.Equal)),
        new(">", ComparisonTests.Of("gt", Operators.Greater)),
        new(">=", ComparisonTests.Of("ge", Operators.GreaterEqual)),
        new("boolean", BooleanTest.Apply),
        new("callable", CallableTest.Apply),
        new("defined", DefinedTest.Apply),
        new("divisibleby", DivisibleByTest.Apply),
        new("eq", ComparisonTests.Of("eq", Operators.Equal)),
        new("equalto", ComparisonTests.Of("eq", Operators.Equal)),
        new("escaped", EscapedTest.Apply),
        new("even", EvenTest.Apply),
        new("false", FalseTest.Apply),
        new("filter", FilterTest.Apply),
        new("float", FloatTest.Apply),
        new("ge", ComparisonTests.Of("ge", Operators.GreaterEqual)),
        new("greaterthan", ComparisonTests.Of("gt", Operators.Greater)),
        new("gt", ComparisonTests.Of("gt", Operators.Greater)),
        new("in", InTest.Apply),
        new("integer", IntegerTest.Apply),
        new("iterable", IterableTest.Apply),
        new("le", ComparisonTests.Of("le", Operators.LessEqual)),
        new("lessthan", ComparisonTests.Of("lt", Operators.Less)),
        new("lower", LowerTest.Apply),
        new("lt", ComparisonTests.Of("lt", Operators.Less)),
        new("mapping", MappingTest.Apply),
        new("ne", ComparisonTests.Of("ne", Operators.NotEqual)),
        new("none", NoneTest.Apply),
        new("number", NumberTest.Apply),
        new("odd", OddTest.Apply),
        new("sameas", SameAsTest.Apply),
        new("sequence", SequenceTest.Apply),
        new("string", StringTest.Apply),
        new("test", TestTest.Apply),
        new("true", TrueTest.Apply),
        new("undefined", UndefinedTest.Apply),
        new("upper", UpperTest.Apply),
    ];
}
