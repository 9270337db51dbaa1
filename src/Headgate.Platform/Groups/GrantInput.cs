using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Wire;

namespace Headgate.Platform.Groups;

/// <summary>Reads one permission set out of a list of grants, for groups and service tokens.</summary>
internal static class GrantInput
{
    private const int MaxGrants = 500;

    /// <summary>The grants of a list, with problems noted under the list's name and the position.</summary>
    public static List<GivenGrant> Read(BodyReader body, string field, JsonElement list, bool forToken)
    {
        var grants = new List<GivenGrant>();
        if (list.GetArrayLength() > MaxGrants)
        {
            body.Problem(field, $"at most {MaxGrants} are allowed");
            return grants;
        }
        var index = 0;
        foreach (var element in list.EnumerateArray())
        {
            var item = body.Item(field, index++, element);
            if (item.Int("state", 1, 2) is 2)
            {
                continue;
            }
            grants.Add(One(item, forToken));
        }
        return grants;
    }

    private static GivenGrant One(BodyReader item, bool forToken)
    {
        item.Required("permission_set");
        var name = item.Text("permission_set", 100) ?? "";
        var project = item.Long("project_id", 1);
        var all = item.Bool("all_projects") ?? project is null;
        var set = PermissionSets.Find(name);
        if (name.Length > 0 && set is null)
        {
            item.Problem("permission_set", $"\"{name}\" is no permission set");
        }
        if (forToken && set is { OnTokens: false })
        {
            item.Problem("permission_set", $"a service token cannot carry {set.Title}");
        }
        if (set?.Reach == PermissionReach.Account && project is not null)
        {
            item.Problem("project_id", $"{set.Title} is for the whole account and takes no project");
        }
        if (all && project is not null)
        {
            item.Problem("project_id", "give either all_projects or project_id, not both");
        }
        if (!all && project is null)
        {
            item.Problem("project_id", "all_projects is false, so project_id is required");
        }
        var categories = item.Texts("writable_environment_categories") ?? [];
        if (EnvironmentCategoryNames.Parse(categories) is null)
        {
            item.Problem("writable_environment_categories", "a list of all, development, staging, production, other is required");
        }
        return new GivenGrant(name, all, project, categories, item.Int("permission_level"));
    }
}

/// <summary>A permission set as a body gives it.</summary>
internal sealed record GivenGrant(string Set, bool AllProjects, long? ProjectId, IReadOnlyList<string> Categories, int? Level);
