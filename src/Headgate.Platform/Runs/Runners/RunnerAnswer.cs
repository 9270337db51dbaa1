using System.Net;
using Headgate.Catalogue;

namespace Headgate.Platform.Runs.Runners;

/// <summary>How a runner's upload ended.</summary>
/// <param name="Status">200 where it is kept, now or since an earlier try.</param>
/// <param name="Message">What is wrong and what to do; empty where nothing is.</param>
/// <param name="Size">Bytes that are kept there now; null where that is not told.</param>
/// <param name="Reason">Why it was refused; null where it was not.</param>
internal sealed record RunnerAnswer(HttpStatusCode Status, string Message, long? Size = null, Reason? Reason = null)
{
    public static RunnerAnswer Kept(long size) => new(HttpStatusCode.OK, "", size);

    public static RunnerAnswer Conflict(string message, long? size = null) =>
        new(HttpStatusCode.Conflict, message, size, Catalogue.Reason.BadArgument);

    public static RunnerAnswer TooLarge(string message) =>
        new(HttpStatusCode.RequestEntityTooLarge, message, null, Catalogue.Reason.TooLarge);
}
