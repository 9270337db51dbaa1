using System.Text.Json;
using Headgate.Attacks.Tests.Standing;
using Headgate.Catalogue;
using Headgate.Wire;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Attacks.Tests.Doors;

/// <summary>A door without a socket: the question is a call by name, with the caller's own key.</summary>
internal sealed class MemoryDoor(StandingServer server) : IDoor
{
    public string Surface => "memory";

    public async Task<DoorAnswer> AskAsync(string key, string operation, JsonElement arguments, CancellationToken cancellation)
    {
        var calls = server.Services.GetRequiredService<NamedCalls>();
        var credential = CredentialHeader.Read("Bearer " + server.Keys.GetValueOrDefault(key, key));
        var origin = new CallOrigin("memory", "127.0.0.1", credential, server.Services);
        var (call, end) = await calls.CallAsync(origin, operation, arguments, cancellation);
        if (end.Refusal is { } refusal)
        {
            return new DoorAnswer((int)refusal.Status, refusal.Field is null ? refusal.Message : AnswerTexts.BadRequest);
        }
        if (await calls.RecordAsync(call, end, 0, cancellation) is { } unrecorded)
        {
            return new DoorAnswer((int)unrecorded.Status, unrecorded.Message);
        }
        var message = end.Answer switch
        {
            FailureAnswer failure => failure.Message,
            BadRequestAnswer => AnswerTexts.BadRequest,
            _ => "",
        };
        return new DoorAnswer((int)end.Answer!.Status, message);
    }
}
