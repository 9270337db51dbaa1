using Headgate.Catalogue;
using Microsoft.Extensions.Primitives;

namespace Headgate.Wire.Tests.Requests;

public sealed class CredentialHeaderTests
{
    [Theory]
    [InlineData("Bearer abc", "abc")]
    [InlineData("TOKEN abc", "abc")]
    [InlineData("bearer   abc", "abc")]
    [InlineData("Token dbtc_a-B_9.~+/=", "dbtc_a-B_9.~+/=")]
    public void A_word_and_a_secret_are_read(string header, string secret)
    {
        var shown = CredentialHeader.Read(header);
        shown.Refusal.ShouldBeNull();
        shown.Value.Reveal().ShouldBe(secret);
    }

    [Theory]
    [InlineData("", Reason.NoCredential)]
    [InlineData("   ", Reason.NoCredential)]
    [InlineData("Bearer", Reason.EmptyCredential)]
    [InlineData("Bearer      ", Reason.EmptyCredential)]
    [InlineData("Basic abc", Reason.UnsupportedScheme)]
    [InlineData("abc", Reason.UnsupportedScheme)]
    [InlineData("Bearer a, Bearer b", Reason.MalformedCredential)]
    [InlineData("Bearer a,b", Reason.MalformedCredential)]
    [InlineData("Bearer dbtc_\u0430", Reason.MalformedCredential)]
    [InlineData("Bearer \uff21", Reason.MalformedCredential)]
    [InlineData("Bearer a\u0007b", Reason.MalformedHeader)]
    [InlineData("Token 0123456789ABCDEF0123456789abcdef01234567", Reason.RetiredCredential)]
    public void Anything_else_says_why(string header, Reason reason) => CredentialHeader.Read(header).Refusal.ShouldBe(reason);

    [Fact]
    public void Two_headers_are_never_one() =>
        CredentialHeader.Read(new StringValues(["Bearer a", "Bearer a"])).Refusal.ShouldBe(Reason.AmbiguousCredential);

    [Fact]
    public void A_secret_that_is_too_long_is_not_looked_at() =>
        CredentialHeader.Read("Bearer " + new string('a', 8192)).Refusal.ShouldBe(Reason.OversizedHeader);
}
