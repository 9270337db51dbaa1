using Headgate.Catalogue;
using Headgate.Platform.Groups;
using Headgate.Platform.Tokens;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.ServiceTokens;

/// <summary>Replaces the permission sets of a service token.</summary>
internal sealed class SetServiceTokenPermissions : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "service_tokens.set_permissions",
            Method = "POST",
            Route = "/api/v3/accounts/{account_id:long}/service-tokens/{service_token_id:long}/permissions/",
            Area = Area.UsersGroupsAndTokens,
            Capability = Capabilities.ServiceTokens,
            Access = Access.Write,
            Permission = Permission.Write(PermissionResource.ServiceTokens),
            Suffices = ["Account Admin"],
            Risk = "Whoever may do this can give any right to a token that is already in use.",
            Target = TargetRule.Of(TargetKind.ServiceToken, "service_token_id"),
            Body = BodyForm.Array,
            Sentence = "{actor} replaced the permission sets of {target}",
            Summary = "Set a service token's permissions",
            Description = "Takes a list of permission sets and puts it in the place of all that the token had. They hold at once.",
            Parameters =
            [
                Parameter.Body("permission_set", "string", "Enum name of the set, such as job_viewer.", required: true),
                Parameter.Body("all_projects", "boolean", "For every project."),
                Parameter.Body("project_id", "integer", "For one project."),
                Parameter.Body("writable_environment_categories", "list of strings", "Categories of environments opened for writing."),
            ],
            Source = "terraform-provider-dbtcloud: service token permissions",
            Listed = true,
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        var body = call.Body;
        var given = GrantInput.Read(body, "permissions", body.Element, forToken: true);
        await GrantProjects.CheckAsync(db, call, given, cancellation);
        if (body.Problems is { } problems)
        {
            return problems;
        }
        var id = call.RouteLong("service_token_id");
        var now = call.Service<TimeProvider>().Now();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        // The token's row is locked first: of two replacements at once, the later one takes away what the earlier one gave.
        await db.ServiceTokens.Where(t => t.Id == id).ExecuteUpdateAsync(set => set.SetProperty(t => t.UpdatedAt, now), cancellation);
        await db
            .ServiceTokenPermissions.Where(p => p.ServiceTokenId == id && p.State == RowState.Active)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.State, RowState.Deleted).SetProperty(p => p.UpdatedAt, now), cancellation);
        var rows = ServiceTokenLoading.Rows(call.AccountId, id, given).ToList();
        db.ServiceTokenPermissions.AddRange(rows);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        call.Service<TokenCache>().Clear();
        return Answer.Page([.. rows.Select(ServiceTokenPermissionView.Of)], rows.Count, PlatformJson.Default.ServiceTokenPermissionView);
    }
}
