using Headgate.Catalogue;
using Headgate.Platform.Tokens;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Rights;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.ServiceTokens;

/// <summary>Gives a new service token its permission sets.</summary>
internal sealed class SetServiceTokenPermissions : IOperation<GivenSets>
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "service_tokens.set_permissions",
            Method = "POST",
            Route = "/api/v3/accounts/{account_id:long}/service-tokens/{service_token_id:long}/permissions/",
            Capability = Capabilities.ServiceTokens,
            Permission = Permission.Write(PermissionResource.ServiceTokens),
            Suffices = ["Account Admin"],
            Risk = "Whoever may do this can give all its own rights to a token.",
            Sentence = "{actor} set the permission sets of {target}",
            Summary = "Set a service token's permissions",
            Description =
                "Gives permission sets to a token that was made without any, as Terraform does. They cannot be changed afterwards: a secret that is in use gains no rights. "
                + "Only what the caller holds itself can be given.",
            Fields = new Fields<GivenSets> { { GivenSets.OfToken("", "The permission sets of the token."), (all, v) => all.Sent = v } },
            GivesRights = _ => true,
            Answers = AnswerForm.ListOf(PlatformJson.Default.ServiceTokenPermissionView),
            Source = "terraform-provider-dbtcloud: service token permissions",
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, Input<GivenSets> input, CancellationToken cancellation)
    {
        var (id, sets) = (call.RouteLong("service_token_id"), input.ApplyTo(new GivenSets()));
        if (sets.Refusal(call, input, holder: id) is { } refusal)
        {
            return refusal;
        }
        var now = call.Service<TimeProvider>().Now();
        await using var change = await call.Service<RightsChanges>().BeginAsync(cancellation);
        var db = change.Db;
        // The token's row is locked first: of two assignments at once, the later one finds those of the earlier.
        await db.ServiceTokens.Where(t => t.Id == id).ExecuteUpdateAsync(set => set.SetProperty(t => t.UpdatedAt, now), cancellation);
        if (await db.ServiceTokenPermissions.AnyAsync(p => p.ServiceTokenId == id, cancellation))
        {
            return Answer.RuleBroken("Service token permissions cannot be changed after assignment; make a new token and revoke this one.");
        }
        var rows = ServiceTokenLoading.Rows(call.AccountId, id, sets.Given).ToList();
        db.ServiceTokenPermissions.AddRange(rows);
        await change.CommitAsync(cancellation);
        return call.Page([.. rows.Select(ServiceTokenPermissionView.Of)], rows.Count, PageEcho.Whole);
    }
}
