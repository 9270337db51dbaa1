using Headgate.Catalogue;

namespace Headgate.Wire.Tests.Calls;

public sealed class SentencesTests
{
    private static readonly Caller Agent = new()
    {
        Kind = CallerKind.Agent,
        Id = 1,
        Name = "reader",
        AccountId = 1,
    };

    [Fact]
    public void A_denial_says_who_and_what_once_and_then_why() =>
        Sentences
            .Denied(TestOperation.With("jobs.test", "GET", "/"), Agent, null, "Agent \"reader\" may not test: \"Jobs\" is off for it.")
            .ShouldBe("Agent \"reader\" was refused \"Test\": \"Jobs\" is off for it.");

    [Fact]
    public void Another_message_stays_as_it_is() =>
        Sentences
            .Denied(TestOperation.With("jobs.test", "GET", "/"), Agent, null, "It does not exist: look again.")
            .ShouldBe("Agent \"reader\" was refused \"Test\": It does not exist: look again.");
}
