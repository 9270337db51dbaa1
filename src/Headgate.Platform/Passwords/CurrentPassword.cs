using System.Net;
using Headgate.Catalogue;
using Headgate.Platform.Sessions;
using Headgate.Store;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Passwords;

/// <summary>
/// The password so far, which a session has to say before another way to sign in takes its place or stands beside it: whoever finds an open browser would keep the account otherwise. It is guessed no faster
/// than at the door.
/// </summary>
internal static class CurrentPassword
{
    /// <summary>Why it does not do; null where it does, where the person has none, and where a token calls.</summary>
    public static async Task<Answer?> FaultAsync(CallContext call, long user, string current, CancellationToken cancellation)
    {
        if (call.Caller is not SessionCaller)
        {
            return null;
        }
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        if (!await db.Passwords.AnyAsync(p => p.AccountId == call.AccountId && p.UserId == user, cancellation))
        {
            return null;
        }
        var email = await db.Users.Where(u => u.Id == user).Select(u => u.Email).FirstAsync(cancellation);
        var tried = await call.Service<PasswordTries>().TryAsync(email, current, call.AccountId, cancellation);
        return tried.MustWait
                ? Answer.Failure(
                    HttpStatusCode.TooManyRequests,
                    "Too many wrong passwords. Wait a minute before the next try.",
                    TimeSpan.FromMinutes(1)
                )
            : tried.Row is null ? Answer.BadRequest("current", "This is not the password so far.")
            : null;
    }
}
