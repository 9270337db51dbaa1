using System.Text.Json;

namespace Headgate.Metrics.Api.Fields;

/// <summary>A dimension or an entity as an answer holds it.</summary>
/// <param name="Item">What it is called, and how it can be asked for.</param>
/// <param name="Json">What the manifest says of it.</param>
internal sealed record ItemNode(QueryableItem Item, JsonElement Json);
