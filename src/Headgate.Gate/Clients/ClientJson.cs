using System.Text.Json.Serialization;

namespace Headgate.Gate.Clients;

/// <summary>The form of what is sealed.</summary>
[JsonSerializable(typeof(RegisteredClients.Said))]
[JsonSerializable(typeof(ConnectRequest))]
internal sealed partial class ClientJson : JsonSerializerContext;
