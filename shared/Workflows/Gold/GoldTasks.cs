namespace Arbit.Workflows.Gold;

/// <summary>G-Bot's fuel is to be in gold.</summary>
public sealed record GoldPurchase(long Epoch);

/// <summary>The gold on the venues is to be sold, and its 15 % taken to the cold wallet.</summary>
public sealed record GoldSale(long Epoch);

/// <summary>What it came to.</summary>
public sealed record GoldOutcome(string Text) : IOutcome;
