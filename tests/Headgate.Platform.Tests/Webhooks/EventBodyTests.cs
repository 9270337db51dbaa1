using System.Text.Json;
using Headgate.Platform.Webhooks.Making;
using Headgate.Platform.Webhooks.Sending;
using Headgate.Store.Model;

namespace Headgate.Platform.Tests.Webhooks;

public sealed class EventBodyTests
{
    private static readonly Uri Receiver = new("https://hooks.example.com/x");

    [Fact]
    public async Task A_started_event_has_every_field_in_order_and_nothing_about_an_end()
    {
        await using var fixture = await WebhooksFixture.CreateAsync();
        var job = await fixture.Store.AddJobAsync();
        var subscription = await fixture.SubscribeAsync(Receiver, s => s.EventTypes = [EventTypes.Started]);
        var run = await fixture.RunAsync(job, RunStatus.Running);

        (await fixture.Get<OutboxReader>().ReadAsync(WebhooksFixture.Cancellation)).ShouldBe(1);

        var made = (await fixture.EventsAsync()).ShouldHaveSingleItem();
        made.Payload.ShouldBe(
            $$$"""{"accountId":{{{job.AccountId}}},"webhookId":"{{{subscription.Id}}}","webhooksID":"{{{subscription.Id}}}","eventId":"{{{made.Id}}}","timestamp":"2026-02-03T10:00:00.000000000Z","eventType":"job.run.started","webhookName":"alerts","data":{"jobId":"{{{job.Id}}}","jobName":"Nightly","runId":"{{{run.Id}}}","environmentId":"{{{job.EnvironmentId}}}","environmentName":"Production","dbtVersion":"1.11.0","projectName":"Shop","projectId":"{{{job.ProjectId}}}","runStatus":"Running","runStatusCode":3,"runStatusMessage":"None","runReason":"scheduled","runStartedAt":"2026-02-03T09:58:00Z"}}"""
        );
    }

    [Theory]
    [InlineData(RunStatus.Success, "Success", 10)]
    [InlineData(RunStatus.Error, "Errored", 20)]
    [InlineData(RunStatus.Cancelled, "Cancelled", 30)]
    public async Task A_completed_event_comes_for_every_end(RunStatus status, string word, int code)
    {
        await using var fixture = await WebhooksFixture.CreateAsync();
        var job = await fixture.Store.AddJobAsync();
        await fixture.SubscribeAsync(Receiver);
        await fixture.RunAsync(job, status, message: status == RunStatus.Success ? null : "It said \"no\".");

        var run = await OnlyRunAsync(fixture);

        run.GetProperty("runStatus").GetString().ShouldBe(word);
        run.GetProperty("runStatusCode").GetInt32().ShouldBe(code);
        run.GetProperty("runStatusMessage").GetString().ShouldBe(status == RunStatus.Success ? "None" : "It said \"no\".");
        run.GetProperty("runFinishedAt").GetString().ShouldBe("2026-02-03T10:00:00Z");
        run.TryGetProperty("runErroredAt", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task A_failed_run_gives_an_errored_event_before_the_completed_one()
    {
        await using var fixture = await WebhooksFixture.CreateAsync();
        var job = await fixture.Store.AddJobAsync();
        await fixture.SubscribeAsync(Receiver, s => s.EventTypes = [EventTypes.Completed, EventTypes.Errored]);
        await fixture.RunAsync(job, RunStatus.Error);

        await fixture.Get<OutboxReader>().ReadAsync(WebhooksFixture.Cancellation);

        var events = await fixture.EventsAsync();
        events.Select(e => e.EventType).ShouldBe([EventTypes.Errored, EventTypes.Completed]);
        var errored = JsonDocument.Parse(events[0].Payload).RootElement.GetProperty("data");
        errored.GetProperty("runErroredAt").GetString().ShouldBe("2026-02-03T10:00:00Z");
        errored.TryGetProperty("runFinishedAt", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task A_run_that_was_cancelled_in_the_queue_has_no_start()
    {
        await using var fixture = await WebhooksFixture.CreateAsync();
        var job = await fixture.Store.AddJobAsync();
        await fixture.SubscribeAsync(Receiver);
        await fixture.RunAsync(job, RunStatus.Cancelled, started: false);

        (await OnlyRunAsync(fixture)).GetProperty("runStartedAt").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public void A_body_is_signed_with_the_lower_case_hexadecimal_hmac_of_its_bytes() =>
        Signature
            .Of("The quick brown fox jumps over the lazy dog"u8, new("key"))
            .ShouldBe("f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8");

    private static async Task<JsonElement> OnlyRunAsync(WebhooksFixture fixture)
    {
        await fixture.Get<OutboxReader>().ReadAsync(WebhooksFixture.Cancellation);
        return JsonDocument.Parse((await fixture.EventsAsync()).ShouldHaveSingleItem().Payload).RootElement.GetProperty("data");
    }
}
