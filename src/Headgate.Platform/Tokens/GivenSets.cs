using Headgate.Catalogue;
using Headgate.Wire;

namespace Headgate.Platform.Tokens;

/// <summary>Permission sets that a body gives: its fields, and what is wrong with them that no single field shows.</summary>
internal sealed class GivenSets
{
    private const int Most = 500;

    /// <summary>The sets, as sent.</summary>
    public IReadOnlyList<GivenSet> Sent { get; set; } = [];

    /// <summary>Those that are given.</summary>
    public IEnumerable<GivenSet> Given => Sent.Where(s => !s.IsRemoved);

    /// <summary>The sets of a service token, which carries some sets only, as a field of a name; as the whole body where that is empty.</summary>
    public static Field<IReadOnlyList<GivenSet>> OfToken(string name, string says) => List(name, says, forToken: true, "service_token_id");

    /// <summary>The sets of a group, as the whole body.</summary>
    public static Field<IReadOnlyList<GivenSet>> OfGroup(string says) => List("", says, forToken: false, "group_id");

    /// <summary>400 with what is wrong, or 403 where the caller does not hold what it gives; null where all is fine.</summary>
    /// <param name="call">The call.</param>
    /// <param name="input">Takes the problems.</param>
    /// <param name="path">The field that holds the list, with a closing dot; empty for the whole body.</param>
    /// <param name="holder">The group or token of the path; null for a new one.</param>
    public Answer? Refusal<T>(CallContext call, Input<T> input, string path = "", long? holder = null)
    {
        foreach (var (index, set) in Sent.Index())
        {
            if (!set.IsRemoved)
            {
                Check(
                    call,
                    set,
                    holder,
                    (field, text) => input.Problem($"{path}{index}.{field}", text),
                    call.Reference($"{path}{index}.project_id")
                );
            }
        }
        return input.Refusal ?? RightsGiven.Refusal(call, Given.Select(s => s.Grant));
    }

    private static void Check(CallContext call, GivenSet given, long? holder, Action<string, string> problem, Target? project)
    {
        var set = PermissionSets.Find(given.Set);
        if (given.AccountId is { } account && account != call.AccountId)
        {
            problem("account_id", "must be the account of the path");
        }
        if (given.HolderId is { } other && holder is not null && other != holder)
        {
            problem(call.Operation.Target.RouteValue!, "must be the one of the path");
        }
        if (given.ProjectId is not null && set?.Reach == PermissionReach.Account)
        {
            problem("project_id", $"{set.Title} is for the whole account and takes no project");
        }
        if (given.ProjectId is not null && given.IsForAll)
        {
            problem("project_id", "give either all_projects or project_id, not both");
        }
        if (given.ProjectId is null && !given.IsForAll)
        {
            problem("project_id", "all_projects is false, so project_id is required");
        }
        if (given.ProjectId is { } id && project is null)
        {
            problem("project_id", $"no project has the id {id}");
        }
    }

    private static Field<IReadOnlyList<GivenSet>> List(string name, string says, bool forToken, string holder) =>
        In.Body.Each(name, says, Fields(forToken, holder), () => new GivenSet(), Most).Or([]);

    private static Fields<GivenSet> Fields(bool forToken, string holder) =>
        new()
        {
            {
                In
                    .Body.Choice(
                        "permission_set",
                        "Enum name of the set, such as job_viewer.",
                        [.. PermissionSets.All.Where(s => s.OnTokens || !forToken).Select(s => s.Name)]
                    )
                    .Required()
                    .Told(),
                (s, v) => s.Set = v
            },
            {
                In.Body.Flag("all_projects", "Whether it holds in every project; true where no project is named.").Told(),
                (s, v) => s.AllProjects = v
            },
            {
                In.Body.Id("project_id", "The one project in which it holds; without it, all.").Naming(TargetKind.Project).Told(),
                (s, v) => s.ProjectId = v
            },
            {
                In
                    .Body.Choices(
                        "writable_environment_categories",
                        "Categories of environments in which it may write, for sets that depend on it; none where absent or empty.",
                        "all",
                        "development",
                        "staging",
                        "production",
                        "other"
                    )
                    .Or([])
                    .Told(),
                (s, v) => s.Categories = v
            },
            { In.Body.Int("permission_level", "Kept and shown again; the set alone says what is given."), (s, v) => s.Level = v },
            {
                In.Body.Long("state", "1; an entry with 2 is passed over, which takes the set away.", 1, 2).Told(),
                (s, v) => s.IsRemoved = v is 2
            },
            { In.Body.Id("account_id", "The account; must be that of the path."), (s, v) => s.AccountId = v },
            { In.Body.Id(holder, "The one that gets it; must be that of the path."), (s, v) => s.HolderId = v },
        };
}
