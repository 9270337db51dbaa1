using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Headgate.WebConsole.Models;

namespace Headgate.WebConsole.Calls;

/// <summary>The form of what the pages read. Members that a page does not show are left unread.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(AgentModel))]
[JsonSerializable(typeof(List<AgentModel>))]
[JsonSerializable(typeof(IssuedKeyModel))]
[JsonSerializable(typeof(ClientRequestModel))]
[JsonSerializable(typeof(ConnectedClientModel))]
[JsonSerializable(typeof(List<ClientModel>))]
[JsonSerializable(typeof(RightsModel))]
[JsonSerializable(typeof(ExplanationModel))]
[JsonSerializable(typeof(List<ApprovalModel>))]
[JsonSerializable(typeof(ApprovalModel))]
[JsonSerializable(typeof(List<RecordModel>))]
[JsonSerializable(typeof(ChainModel))]
[JsonSerializable(typeof(List<RunModel>))]
[JsonSerializable(typeof(RunModel))]
[JsonSerializable(typeof(List<JobModel>))]
[JsonSerializable(typeof(JobModel))]
[JsonSerializable(typeof(List<NamedModel>))]
[JsonSerializable(typeof(List<SessionModel>))]
[JsonSerializable(typeof(OpenedSessionModel))]
[JsonSerializable(typeof(List<PasskeyModel>))]
[JsonSerializable(typeof(PasskeyChallengeModel))]
[JsonSerializable(typeof(RunResultsModel))]
[JsonSerializable(typeof(JsonNode))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class ConsoleJson : JsonSerializerContext;
