using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Headgate.Attacks.Tests.Standing;
using Headgate.Catalogue;
using Headgate.Wire;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Attacks.Tests.Doors;

/// <summary>The door of HTTP: the question becomes a request, by the operation's own declaration.</summary>
internal sealed class HttpDoorOfTests(StandingServer server) : IDoor, IDisposable
{
    private readonly HttpClient _client = new();

    public string Surface => "admin";

    public async Task<DoorAnswer> AskAsync(string key, string operation, JsonElement arguments, CancellationToken cancellation)
    {
        var spec = server.Services.GetRequiredService<OperationTable>().Find(operation)!.Spec;
        var values = arguments.EnumerateObject().ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal);
        values.TryAdd("account_id", JsonSerializer.SerializeToElement(1));
        var path = spec.Route;
        foreach (var field in RouteFields.Of(spec.Route))
        {
            values.Remove(field.Name, out var value);
            path = path.Replace($"{{{field.Name}:long}}", value.ToString(), StringComparison.Ordinal)
                .Replace($"{{{field.Name}*}}", value.ToString(), StringComparison.Ordinal)
                .Replace($"{{{field.Name}}}", value.ToString(), StringComparison.Ordinal);
        }
        var query = new StringBuilder();
        foreach (var field in spec.AllFields.Where(f => f.Place == FieldPlace.Query))
        {
            if (values.Remove(field.Name, out var value))
            {
                query.Append(query.Length == 0 ? '?' : '&').Append(field.Name).Append('=').Append(Uri.EscapeDataString(value.ToString()));
            }
        }
        using var request = new HttpRequestMessage(new HttpMethod(spec.Method), $"http://{server.Address}{path}{query}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", server.Keys.GetValueOrDefault(key, key));
        if (spec.Body != BodyForm.None)
        {
            request.Content = new StringContent(JsonSerializer.Serialize(values), Encoding.UTF8, "application/json");
        }
        using var answer = await _client.SendAsync(request, cancellation);
        var text = await answer.Content.ReadAsStringAsync(cancellation);
        var message = answer.IsSuccessStatusCode
            ? ""
            : JsonDocument.Parse(text).RootElement.GetProperty("status").GetProperty("user_message").GetString()!;
        return new DoorAnswer((int)answer.StatusCode, message);
    }

    public void Dispose() => _client.Dispose();
}
