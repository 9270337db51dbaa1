using System.Text.Json.Serialization.Metadata;
using Headgate.Platform.Views;
using Headgate.Store.Model;

namespace Headgate.Platform.Tests.Views;

public sealed class AnswerRowsTests
{
    /// <summary>Views read rows, which hold hashes and sealed secrets: a row itself must never find a way into an answer.</summary>
    [Fact]
    public void The_serialiser_of_answers_knows_views_and_no_row_of_the_store()
    {
        var rows = typeof(Job).Assembly.GetTypes().Where(t => t.Namespace == typeof(Job).Namespace && t.IsClass).ToList();
        rows.Count.ShouldBeGreaterThan(20);
        rows.Where(row => PlatformJson.Default.GetTypeInfo(row) is not null).ShouldBeEmpty();
        PlatformJson.Default.GetTypeInfo(typeof(JobView)).ShouldNotBeNull().Kind.ShouldBe(JsonTypeInfoKind.Object);
    }
}
