using System.Diagnostics.CodeAnalysis;
using Headgate.Catalogue;
using Headgate.Platform.Tokens;

namespace Headgate.Platform.Passwords;

/// <summary>Who has shown a password: its person with no right but to open a session.</summary>
internal sealed record PasswordCaller : Caller
{
    [SetsRequiredMembers]
    public PasswordCaller(Caller owner)
        : base(owner) => Rights = new TokenRights([]);
}
