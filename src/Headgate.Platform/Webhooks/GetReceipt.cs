using Headgate.Catalogue;
using Headgate.Platform.Views;
using Headgate.Store.Model;
using Headgate.Wire;

namespace Headgate.Platform.Webhooks;

/// <summary>Reads one attempt at an event; an older address.</summary>
internal sealed class GetReceipt : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "webhooks.receipt",
            Method = "GET",
            Route = "/api/v3/accounts/{account_id:long}/webhooks/receipt/{receipt_id}",
            Capability = Capabilities.WebhookSubscriptions,
            Permission = Permission.Read(PermissionResource.Webhooks),
            Suffices = ["Account Viewer"],
            AlsoAllowedFor = ["account_viewer"],
            Risk = "Shows names and results of runs, and what the receiver answered; never the signing secret or a signature.",
            Sentence = "{actor} read {target}",
            Summary = "Get a receipt (deprecated)",
            Description = "One attempt: what was sent, what the receiver answered, and what went wrong. dbt has deprecated this address.",
            Answers = AnswerForm.One(PlatformJson.Default.ReceiptView),
            Source = "openapi-v3: Retrieve Webhooks Receipt",
        };

    public static ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation) =>
        ValueTask.FromResult(call.Ok(ReceiptView.Of((WebhookDelivery)call.Target.Row!)));
}
