using Headgate.Catalogue;

namespace Headgate.Wire.Tests;

/// <summary>An operation that says nothing, for tests of what surrounds it.</summary>
internal static class TestOperation
{
    public static Operation With(string id, string method, string route) =>
        new()
        {
            Id = id,
            Method = method,
            Route = route,
            Capability = Capabilities.Jobs,
            Permission = Permission.Read(PermissionResource.Jobs),
            Suffices = ["Job Viewer"],
            Risk = "None.",
            Target = TargetRule.Account,
            Sentence = "{actor} tested",
            Summary = "Test",
            Description = "A test.",
            Source = "none",
            Answers = AnswerForm.Anything,
        };
}
