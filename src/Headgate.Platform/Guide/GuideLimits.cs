using System.Globalization;
using Headgate.Wire;

namespace Headgate.Platform.Guide;

/// <summary>Limits in words, from the settings that the server keeps.</summary>
internal static class GuideLimits
{
    /// <summary>All limits.</summary>
    public static IReadOnlyList<GuideLimit> Of(WireSettings wire) =>
        [
            new(
                "Records of a list",
                wire.PageLimit is { } page ? $"{page} in one request, which is also the default" : "no limit (single-tenant install)",
                "400; the limit is not cut silently"
            ),
            new(
                "Requests of an account",
                wire.RequestsPerMinute is { } rate ? $"{Number(rate)} a minute" : "no limit",
                $"429 with Retry-After; the account waits {wire.CoolDown.TotalMinutes:0} minutes"
            ),
            new(
                "Requests of an agent",
                wire.AgentRequestsPerMinute is { } own ? $"{Number(own)} a minute, with all its keys together" : "no limit",
                "429 with Retry-After; what is above does not count for the account"
            ),
            new("Body of a request", Bytes(wire.BodyLimit), "413; nothing of it is read"),
            new("Path with its query", Bytes(wire.PathLimit), "414"),
            new("Runs of one job", "one at a time", "a further run waits in status 1 (queued)"),
            new("Attempts to deliver an event", "5, each given 10 seconds", "the subscription is switched off after 5 failures in a row"),
        ];

    /// <summary>Parameters of every list.</summary>
    public static IReadOnlyList<GuideParameter> Paging(WireSettings wire) =>
        [
            new(
                "limit",
                "integer",
                "query",
                false,
                wire.PageLimit is { } page
                    ? $"How many records, 1 to {page}; {page} where it is left out."
                    : "How many records; 100 where it is left out."
            ),
            new("offset", "integer", "query", false, "How many to skip; 0 where it is left out. Beyond the end the list is empty."),
            new("order_by", "string", "query", false, "A field; with a minus sign before it the largest comes first, as in order_by=-id."),
            new(
                "include_related",
                "list",
                "query",
                false,
                "Related records to put into the answer, as [\"job\",\"trigger\"] or job,trigger."
            ),
        ];

    private static string Bytes(int bytes) => bytes >= 1024 * 1024 ? $"{bytes / (1024 * 1024)} MiB" : $"{bytes / 1024} KiB";

    private static string Number(int number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
