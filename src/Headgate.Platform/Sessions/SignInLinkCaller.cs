using System.Diagnostics.CodeAnalysis;
using Headgate.Catalogue;
using Headgate.Platform.Tokens;

namespace Headgate.Platform.Sessions;

/// <summary>Who follows a link: the owner of its token with no right but to open the session.</summary>
internal sealed record SignInLinkCaller : Caller
{
    [SetsRequiredMembers]
    public SignInLinkCaller(Caller owner, long link)
        : base(owner) => (Link, Rights) = (link, new TokenRights([]));

    /// <summary>The link.</summary>
    public long Link { get; }
}
