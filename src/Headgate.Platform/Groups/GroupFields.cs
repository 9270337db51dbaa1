using Headgate.Catalogue;
using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Groups;

/// <summary>What can be said of a group.</summary>
internal static class GroupFields
{
    private static readonly Field<bool> AssignByDefault = In.Body.Flag("assign_by_default", "New users join it.").Or(false).Told();

    private static readonly Field<IReadOnlyList<string>> Mappings = In
        .Body.Texts("sso_mapping_groups", "Groups of the identity provider that map to it.")
        .Or([])
        .Told();

    public static Fields<Group> All { get; } =
        new()
        {
            { In.Body.Text("name", "Name, unique in the account.").Required().Told(), (g, v) => g.Name = v },
            { AssignByDefault, (g, v) => g.AssignByDefault = v },
            { Mappings, (g, v) => g.SsoMappingGroups = [.. v] },
            { BodyFields.State("group"), (_, _) => { } },
        };

    /// <summary>Whether a body lets others join the group by themselves, who then have its rights.</summary>
    public static bool LetsJoin(FieldSource source) =>
        !BodyFields.Deletes(source)
        && (AssignByDefault.Read(source, new FieldProblems()) || Mappings.Read(source, new FieldProblems()).Count > 0);

    /// <summary>Notes where another group has the name already.</summary>
    public static async Task CheckNameAsync(HeadgateDb db, Group group, Input<Group> input, CancellationToken cancellation)
    {
        var taken = await db.Groups.AnyAsync(
            g => g.AccountId == group.AccountId && g.Name == group.Name && g.State == RowState.Active && g.Id != group.Id,
            cancellation
        );
        if (taken)
        {
            input.Problem("name", $"a group with the name \"{group.Name}\" already exists in this account");
        }
    }
}
