namespace Headgate.Dbt.Parsing.Properties;

/// <summary>The generic tests of an entry or column, under either of their keys.</summary>
internal static class TestList
{
    public static List<object?>? Of(PropertyEntry entry)
    {
        var older = entry.Data.ContainsKey("tests");
        if (older && entry.Data.ContainsKey("data_tests"))
        {
            throw new DbtException(DbtErrorKind.Validation, "Invalid test config: cannot have both 'tests' and 'data_tests' defined");
        }
        var key = older ? "tests" : "data_tests";
        return entry.Data.GetValueOrDefault(key) is null ? null : entry.List(key);
    }
}
