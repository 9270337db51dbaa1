using System.Security.Cryptography;
using System.Text;
using Headgate.Platform.Webhooks.Receivers;
using Headgate.Store.Model;
using Headgate.Store.Secrets;

namespace Headgate.Platform.Webhooks.Sending;

/// <summary>One attempt at one event: signs, sends, and says what came of it.</summary>
internal sealed class DeliveryAttempt(WebhookSender sender, SecretsAtRest secrets, ReceiverRules rules)
{
    private const string NoSecret = "The signing secret cannot be read: the server's key folder is not the one that it was sealed with.";

    public Task<SendResult> SendAsync(WebhookSubscription subscription, string payload, CancellationToken stopping)
    {
        if (!Uri.TryCreate(subscription.ClientUrl, UriKind.Absolute, out var receiver) || rules.Problem(receiver) is not null)
        {
            return Task.FromResult(SendResult.NoAnswer("blocked-address", ReceiverConnection.Blocked));
        }
        var body = Encoding.UTF8.GetBytes(payload);
        try
        {
            var signature = Signature.Of(body, secrets.Open(subscription.HmacSecret));
            return sender.SendAsync(receiver, body, signature, stopping);
        }
        catch (CryptographicException)
        {
            return Task.FromResult(SendResult.NoAnswer("secret", NoSecret));
        }
    }
}
