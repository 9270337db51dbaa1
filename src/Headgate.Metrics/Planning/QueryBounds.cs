using System.IO.Enumeration;
using System.Text.RegularExpressions;
using Headgate.Catalogue;
using Headgate.Metrics.Items;
using Headgate.Metrics.Resolving;

namespace Headgate.Metrics.Planning;

/// <summary>What of a project a query may touch, ready to be planned with. It is asked about names that have been found, never about texts.</summary>
internal sealed class QueryBounds
{
    private readonly MetricBounds? _bounds;

    private QueryBounds(MetricBounds? bounds, IReadOnlyList<string> rows) => (_bounds, Rows) = (bounds, rows);

    /// <summary>The conditions, as templates, that hold wherever rows are read.</summary>
    public IReadOnlyList<string> Rows { get; }

    /// <summary>Bounds as a grant has them.</summary>
    /// <exception cref="RefusalException">They cannot be understood: then nothing is allowed.</exception>
    public static QueryBounds Of(MetricBounds? bounds) => new(bounds, [.. bounds?.Rows.Select(Condition) ?? []]);

    /// <summary>Whether a metric is within bounds.</summary>
    public bool HoldMetric(string name) => _bounds is not { Names.Count: > 0 } || Fits(_bounds.Names, name);

    /// <summary>Whether something to group by is within bounds.</summary>
    public bool HoldItem(string name) =>
        _bounds is not { Dimensions.Count: > 0 } || name == Item.MetricTime || Fits(_bounds.Dimensions, name);

    /// <summary>Refuses a query that names what lies outside.</summary>
    /// <exception cref="RefusalException">It does.</exception>
    public void Check(ResolvedQuery query)
    {
        if (_bounds is null)
        {
            return;
        }
        var items = query.Items.Concat(query.Filters.SelectMany(filter => filter.Items)).ToList();
        var metrics = query
            .Metrics.Select(metric => metric.Name)
            .Concat(items.Where(item => item.Kind == ItemKind.Metric).Select(item => item.Name));
        if (metrics.FirstOrDefault(name => !HoldMetric(name)) is { } metric)
        {
            throw NotGranted($"The metric '{metric}' is not granted.");
        }
        if (items.Find(item => !HoldItem(item.Kind == ItemKind.Metric ? item.Links : item.QualifiedName)) is { } outside)
        {
            throw NotGranted($"'{outside.QualifiedName}' is not granted to group or filter by.");
        }
    }

    /// <summary>Refuses to read a column that is hidden.</summary>
    /// <exception cref="RefusalException">The SQL names it.</exception>
    public void CheckColumn(string relation, string sql)
    {
        foreach (var hidden in _bounds?.HiddenColumns ?? [])
        {
            var dot = hidden.LastIndexOf('.');
            var (table, column) = (hidden[..Math.Max(dot, 0)], hidden[(dot + 1)..]);
            var last = relation.Split('.')[^1].Trim('"', '`');
            if (
                (table.Length == 0 || string.Equals(last, table.Split('.')[^1], StringComparison.OrdinalIgnoreCase))
                && Regex.IsMatch(sql, $@"(?<!\w){Regex.Escape(column)}(?!\w)", RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1))
            )
            {
                throw NotGranted("The query reads a column that is hidden from this grant.");
            }
        }
    }

    private static RefusalException NotGranted(string message) => new(RefusalKind.NotGranted, message);

    private static bool Fits(IReadOnlyList<string> patterns, string name) =>
        patterns.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, name));

    private static string Condition(RowBound row) =>
        row.Fault is null
            ? $"{{{{ Dimension('{row.Dimension}') }}}} in ({string.Join(", ", row.OneOf.Select(value => $"'{value.Replace("'", "''")}'"))})"
            : throw NotGranted($"The grant's bounds cannot be understood, so nothing is allowed. {row.Fault}");
}
