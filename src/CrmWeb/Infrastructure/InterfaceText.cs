namespace CrmWeb.Infrastructure;

/// <summary>Text of the page chrome: layout, navigation, buttons, paging, times. A feature's own words lie beside the feature.</summary>
public sealed class InterfaceText;
