using System.Globalization;

namespace Headgate.Wire;

/// <summary>Where the question to a person can be looked at.</summary>
public static class ApprovalPath
{
    /// <summary>The address of one.</summary>
    public static string Of(long account, long approval) =>
        string.Create(CultureInfo.InvariantCulture, $"/api/gate/v1/accounts/{account}/approvals/{approval}/");
}
