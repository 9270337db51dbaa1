using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Headgate.Gate.Addresses;
using Headgate.Store.Model;

namespace Headgate.Gate.Approvals;

/// <summary>
/// What webhooks tell of questions: the gate's own words and names, and of what the agent sends nothing, so that none of its words stand in anybody's chat. Who is told reads them at the address.
/// </summary>
internal sealed class ApprovalEvents(PublicAddress address)
{
    /// <summary>Names are told as people wrote them: a body is JSON for programs, never part of a page.</summary>
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The outbox row of a change.</summary>
    public OutboxEvent Of(string change, Approval question, DateTimeOffset now)
    {
        var view = ApprovalView.Of(question, now);
        return new OutboxEvent
        {
            AccountId = question.AccountId,
            Type = change,
            ProjectId = question.ProjectId,
            CreatedAt = now,
            Data = new JsonObject
            {
                ["approvalId"] = question.Id.ToString(CultureInfo.InvariantCulture),
                ["agentName"] = question.AgentName,
                ["operation"] = question.Operation,
                ["target"] = question.Target,
                ["effect"] = question.Effect,
                ["status"] = view.Status,
                ["decidedBy"] = question.DecidedBy,
                ["expiresAt"] = question.ExpiresAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                ["url"] = $"{address.Url}/approvals/{question.Id}",
            }.ToJsonString(Plain),
        };
    }
}
