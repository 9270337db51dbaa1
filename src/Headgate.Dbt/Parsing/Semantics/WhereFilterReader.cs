using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Parsing.Properties;
using Headgate.Dbt.Project.Text;

namespace Headgate.Dbt.Parsing.Semantics;

/// <summary>Reads conditions: one text or a list of them.</summary>
internal static class WhereFilterReader
{
    public static WhereFilters? Read(PropertyEntry entry, string key) =>
        entry.Data.GetValueOrDefault(key) switch
        {
            null => null,
            string text => new WhereFilters { Filters = [new WhereFilter { WhereSqlTemplate = text }] },
            List<object?> list => new WhereFilters
            {
                Filters = list.ConvertAll(item => new WhereFilter { WhereSqlTemplate = PythonText.Str(item) }),
            },
            var other => throw entry.Error($"at path ['{key}']: {PythonText.Repr(other)} is not valid under any of the given schemas"),
        };
}
