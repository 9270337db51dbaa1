using System.Net.Http.Json;
using System.Text.Json;
using Headgate.Conformance.Tests;
using Headgate.Conformance.Tests.Spec;
using Headgate.Testing;

[assembly: AssemblyFixture(typeof(ConformanceServer))]

namespace Headgate.Conformance.Tests;

/// <summary>One server for all tests of this assembly, with two projects and some runs.</summary>
public sealed class ConformanceServer : IAsyncLifetime
{
    public HeadgateServer Server { get; private set; } = null!;

    public TestProject Sales { get; private set; } = null!;

    public TestProject Payroll { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Server = await HeadgateServer.StartAsync(s => s with { AllowLoopbackWebhookReceivers = true });
        Sales = await Server.CreateProjectAsync("Sales");
        Payroll = await Server.CreateProjectAsync("Payroll");
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    /// <summary>Sends a call as the admin and gives status and body.</summary>
    public Task<(int Status, JsonElement Body)> SendAsync(string method, string path, object? body = null) =>
        SendAsync(Server.Admin, method, path, body);

    /// <summary>Sends a call and gives status and body.</summary>
    public static async Task<(int Status, JsonElement Body)> SendAsync(HttpClient client, string method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
        {
            request.Content = JsonContent.Create(body, body.GetType());
        }
        using var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement.Clone());
    }

    /// <summary>Sends a call that must succeed and fit the official description of an address.</summary>
    internal async Task<JsonElement> ConformAsync(
        string method,
        string path,
        string version,
        string specPath,
        object? body = null,
        int status = 200
    )
    {
        var (got, answer) = await SendAsync(method, path, body);
        got.ShouldBe(status, answer.ValueKind == JsonValueKind.Undefined ? path : $"{method} {path}: {answer.GetRawText()}");
        var spec = OfficialSpec.Of(version);
        if (spec.AnswerSchema(method, specPath) is { } schema)
        {
            AnswerValidator.Faults(spec, schema, answer).ShouldBeEmpty($"{method} {path}");
        }
        answer.GetProperty("status").GetProperty("code").GetInt32().ShouldBe(status);
        answer.GetProperty("status").GetProperty("is_success").GetBoolean().ShouldBeTrue();
        return answer.GetProperty("data");
    }
}
