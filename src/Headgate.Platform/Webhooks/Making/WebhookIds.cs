using System.Security.Cryptography;

namespace Headgate.Platform.Webhooks.Making;

/// <summary>Ids of subscriptions, events and receipts: a prefix and 27 characters that nobody guesses.</summary>
internal static class WebhookIds
{
    private const string Letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    public static string Subscription() => "wsu_" + Rest();

    public static string Event() => "wev_" + Rest();

    public static string Receipt() => "wre_" + Rest();

    private static string Rest() => RandomNumberGenerator.GetString(Letters, 27);
}
