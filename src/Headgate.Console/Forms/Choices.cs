using System.Globalization;
using System.Text.Json.Nodes;
using Headgate.Catalogue;
using Headgate.WebConsole.Calls;
using Headgate.WebConsole.Models;

namespace Headgate.WebConsole.Forms;

/// <summary>What an id in a form can name: the things that the viewer sees, by their names.</summary>
public sealed class Choices
{
    private const int Most = 100;

    private static readonly Dictionary<TargetKind, string> Lists = new()
    {
        [TargetKind.Project] = "projects.list",
        [TargetKind.Environment] = "environments.list.v2",
        [TargetKind.Job] = "jobs.list",
        [TargetKind.Connection] = "connections.list",
        [TargetKind.Repository] = "repositories.list.v2",
        [TargetKind.Group] = "groups.list",
    };

    private readonly Dictionary<TargetKind, IReadOnlyList<NamedModel>> _known = [];

    /// <summary>The things of a kind; null where there is no list of it, or too many for one: then the id is typed.</summary>
    public IReadOnlyList<NamedModel>? Of(TargetKind? kind) =>
        kind is { } known && _known.TryGetValue(known, out var things) ? things : null;

    /// <summary>Reads what the fields of a form can name, each list once.</summary>
    public static async Task<Choices> ReadAsync(ConsoleCalls calls, IEnumerable<Field> fields, bool withProjects)
    {
        var choices = new Choices();
        var kinds = fields.Select(f => f.Names).OfType<TargetKind>().Concat(withProjects ? [TargetKind.Project] : []).Distinct();
        foreach (var kind in kinds)
        {
            if (!Lists.TryGetValue(kind, out var list) || !calls.May(list))
            {
                continue;
            }
            var found = await calls.AskAsync<List<NamedModel>>(list, new JsonObject { ["limit"] = Most });
            if (found.Data is { } things && found.Total <= Most)
            {
                choices._known[kind] = things;
            }
        }
        return choices;
    }

    /// <summary>How a thing is called in a list of choices.</summary>
    public static string Name(NamedModel thing) =>
        string.Create(CultureInfo.InvariantCulture, $"{thing.Name ?? thing.RemoteUrl ?? thing.Email ?? "unnamed"} (#{thing.Id})");
}
