using Headgate.Catalogue;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Passkeys;

/// <summary>Lists the passkeys of whoever calls.</summary>
internal sealed class ListPasskeys : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "passkeys.list",
            Method = "GET",
            Route = "/api/gate/v1/accounts/{account_id:long}/passkeys/",
            Capability = Capabilities.AccountSettings,
            Permission = Permission.AnyToken,
            Suffices = [],
            Risk = "Shows with which devices the person signs in.",
            Sentence = "{actor} listed their passkeys",
            Summary = "List one's own passkeys",
            Description = "The passkeys with which the person of this call signs in to the console, oldest first.",
            Source = "headgate: sessions of the console",
            Answers = AnswerForm.ListOf(PlatformJson.Default.PasskeyView),
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        var user = call.Caller.UserId;
        var views = await db
            .Passkeys.AsNoTracking()
            .Where(p => p.AccountId == call.AccountId && p.UserId == user)
            .OrderBy(p => p.Id)
            .Select(p => new PasskeyView(p.Id, p.Name, p.IsBackedUp, p.CreatedAt, p.LastUsed))
            .ToListAsync(cancellation);
        return call.Page<PasskeyView>(views, views.Count, PageEcho.Whole);
    }
}
