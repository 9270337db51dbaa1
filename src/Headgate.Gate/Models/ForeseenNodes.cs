using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Headgate.Gate.Models;

/// <summary>What a call's run would touch.</summary>
/// <param name="RunId">The run whose manifest tells it.</param>
/// <param name="Commands">The commands, each with what it would take.</param>
/// <param name="Allowed">The nodes that a rule allows; empty where none was asked about.</param>
internal sealed record ForeseenNodes(
    long RunId,
    IReadOnlyList<(string Command, NodesAnswer.Taken Taken)> Commands,
    IReadOnlySet<string> Allowed
)
{
    /// <summary>What it comes to, whichever manifest tells it: the nodes, how each is built, and whether that is in full.</summary>
    public string Digest()
    {
        var text = new StringBuilder();
        foreach (var (_, taken) in Commands)
        {
            text.Append(taken.FullRefresh ? "full" : "").Append('\n').Append(taken.Fault).Append('\n');
            text.AppendJoin(
                    '\n',
                    taken.Nodes.Zip(taken.Materialized, taken.Names).Select(node => $"{node.First} {node.Second} {node.Third}")
                )
                .Append('\n');
        }
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..16];
    }

    /// <summary>The nodes, and under which name each is built.</summary>
    public IReadOnlyDictionary<string, string> Names() =>
        Commands
            .SelectMany(command => command.Taken.Nodes.Zip(command.Taken.Names))
            .DistinctBy(node => node.First, StringComparer.Ordinal)
            .ToDictionary(node => node.First, node => node.Second, StringComparer.Ordinal);

    /// <summary>In words: <c>14 models (3 in full) and 5 tests</c>.</summary>
    public string Words()
    {
        if (Commands.FirstOrDefault(c => c.Taken.Fault is not null) is { Command: { } unknown, Taken.Fault: { } why })
        {
            return $"what `{unknown}` touches cannot be said beforehand ({why.Trim().TrimEnd('.')})";
        }
        var nodes = Commands
            .SelectMany(c =>
                c.Taken.Nodes.Zip(
                    c.Taken.Materialized,
                    (id, how) => (Id: id, InFull: how is "table" || (c.Taken.FullRefresh && how is "incremental"))
                )
            )
            .GroupBy(node => node.Id, StringComparer.Ordinal)
            .Select(same => (Kind: KindOf(same.Key), InFull: same.Any(node => node.InFull)))
            .GroupBy(node => node.Kind, StringComparer.Ordinal)
            .OrderBy(kind => kind.Key, StringComparer.Ordinal)
            .Select(kind => Counted(kind.Key, kind.Count(), kind.Count(node => node.InFull)))
            .ToList();
        return nodes.Count switch
        {
            0 => "nothing",
            1 => nodes[0],
            _ => $"{string.Join(", ", nodes.SkipLast(1))} and {nodes[^1]}",
        };
    }

    /// <summary>A project wrote the ids: only kinds of nodes are told.</summary>
    public static string KindOf(string id) =>
        id.Split('.')[0] is "model" or "seed" or "snapshot" or "test" ? id.Split('.')[0]
        : IsHook(id) ? "hook"
        : "other node";

    /// <summary>Whether it is one of the statements that a project runs before and after its nodes: no selection names them, and every command that builds runs them.</summary>
    public static bool IsHook(string id) => id.StartsWith("operation.", StringComparison.Ordinal);

    private static string Counted(string kind, int count, int inFull) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {kind}{(count == 1 ? "" : "s")}")
        + (kind == "model" && inFull > 0 ? string.Create(CultureInfo.InvariantCulture, $" ({inFull} in full)") : "");
}
