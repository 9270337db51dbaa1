namespace Headgate.Catalogue;

/// <summary>Areas as people read them.</summary>
public static class AreaNames
{
    /// <summary>The heading of an area in the guide.</summary>
    public static string Title(this Area area) =>
        area switch
        {
            Area.ConnectionsAndRepositories => "Connections & repositories",
            Area.UsersGroupsAndTokens => "Users, groups & tokens",
            Area.WebhookSubscriptions => "Webhook subscriptions",
            Area.MetadataAndMetrics => "Metadata & metrics",
            _ => area.ToString(),
        };
}
