namespace Headgate.Platform.Views;

/// <summary>Who a token is.</summary>
internal sealed record WhoAmIView(UserView? User, AccountView Account, WhoAmITokenView Token);

/// <summary>The token itself, without its secret.</summary>
internal sealed record WhoAmITokenView(long Id, string Kind, string Name);
