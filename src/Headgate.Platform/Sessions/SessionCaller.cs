using System.Diagnostics.CodeAnalysis;
using Headgate.Catalogue;

namespace Headgate.Platform.Sessions;

/// <summary>The owner of a session: the owner of its token, with the token's rights.</summary>
internal sealed record SessionCaller : Caller
{
    [SetsRequiredMembers]
    public SessionCaller(Caller owner, long session)
        : base(owner) => Session = session;

    /// <summary>The session.</summary>
    public long Session { get; }
}
