using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Groups;

/// <summary>Reads a group's body; what is left out falls back to its default.</summary>
internal static class GroupInput
{
    public static async Task ApplyAsync(CallContext call, HeadgateDb db, Group group, CancellationToken cancellation)
    {
        var body = call.Body;
        group.Name = body.RequiredText("name");
        group.AssignByDefault = body.Bool("assign_by_default") ?? false;
        group.SsoMappingGroups = [.. body.Texts("sso_mapping_groups") ?? []];
        var taken = await db.Groups.AnyAsync(
            g => g.AccountId == group.AccountId && g.Name == group.Name && g.State == RowState.Active && g.Id != group.Id,
            cancellation
        );
        if (taken)
        {
            body.Problem("name", $"a group with the name \"{group.Name}\" already exists in this account");
        }
    }
}
