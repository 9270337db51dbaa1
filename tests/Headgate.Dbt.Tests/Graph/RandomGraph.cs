using CsCheck;
using Headgate.Dbt.Graph;

namespace Headgate.Dbt.Tests.Graph;

/// <summary>Random graphs without cycles, for laws that hold of every graph.</summary>
internal static class RandomGraph
{
    /// <summary>Up to forty nodes; an edge leads from a lower number to a higher.</summary>
    public static Gen<DependencyGraph<int>> Acyclic { get; } =
        from count in Gen.Int[1, 40]
        from edges in Gen.Select(Gen.Int[0, count - 1], Gen.Int[0, count - 1]).List[0, 80]
        select Make(count, edges);

    private static DependencyGraph<int> Make(int count, List<(int, int)> edges)
    {
        var builder = new DependencyGraphBuilder<int>();
        for (var node = 0; node < count; node++)
        {
            builder.Add(node);
        }
        foreach (var (a, b) in edges.Where(e => e.Item1 != e.Item2))
        {
            builder.Connect(Math.Min(a, b), Math.Max(a, b));
        }
        return builder.Build();
    }
}
