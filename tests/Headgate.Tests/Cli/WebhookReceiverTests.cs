using System.Security.Cryptography;
using System.Text;
using Headgate.Cli.Up;
using Headgate.Testing;

namespace Headgate.Tests.Cli;

public sealed class WebhookReceiverTests
{
    private static readonly byte[] Body = """{"eventType":"job.run.completed"}"""u8.ToArray();

    [Fact]
    public void The_hexadecimal_hmac_of_the_body_is_right() => WebhookReceiver.IsSigned(Body, Signature("secret"), "secret").ShouldBeTrue();

    [Attack("HOOK-13")]
    [Fact]
    public void Another_secret_another_body_or_no_header_is_wrong()
    {
        WebhookReceiver.IsSigned(Body, Signature("other"), "secret").ShouldBeFalse();
        WebhookReceiver.IsSigned([.. Body, (byte)' '], Signature("secret"), "secret").ShouldBeFalse();
        WebhookReceiver.IsSigned(Body, null, "secret").ShouldBeFalse();
        WebhookReceiver.IsSigned(Body, Signature("secret"), null).ShouldBeFalse();
        WebhookReceiver.IsSigned(Body, "", "secret").ShouldBeFalse();
    }

    private static string Signature(string secret) => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Body));
}
