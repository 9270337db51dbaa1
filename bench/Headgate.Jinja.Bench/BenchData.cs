namespace Headgate.Jinja.Bench;

/// <summary>What the templates are given.</summary>
internal sealed record BenchData
{
    public int[][] Rows { get; } = [.. Enumerable.Range(0, 50).Select(r => Enumerable.Range(r, 10).ToArray())];

    public (string Name, int Price)[] Items { get; } = [.. Enumerable.Range(0, 100).Select(i => ("item " + i, i))];

    public string[] Columns { get; } = [.. Enumerable.Range(0, 8).Select(i => "column_" + i)];

    public string Name { get; } = "orders";

    public bool Flag { get; } = true;

    /// <summary>The same as a template's variables.</summary>
    public Dictionary<string, object?> Variables() =>
        new()
        {
            ["rows"] = Rows,
            ["items"] = Items.Select(i => new Dictionary<string, object> { ["name"] = i.Name, ["price"] = i.Price }).ToArray(),
            ["columns"] = Columns,
            ["name"] = Name,
            ["flag"] = Flag,
        };
}
