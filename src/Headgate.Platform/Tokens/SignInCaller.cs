using System.Diagnostics.CodeAnalysis;
using Headgate.Catalogue;

namespace Headgate.Platform.Tokens;

/// <summary>Who has shown a password, a passkey or the word of an identity provider: the person with no right but to open a session.</summary>
internal sealed record SignInCaller : Caller
{
    [SetsRequiredMembers]
    public SignInCaller(Caller owner)
        : base(owner) => Rights = new TokenRights([]);
}
