namespace Arbit.EdgeRunner.Ledger;

/// <summary>What kind of place money is at. A closed set.</summary>
public enum PlaceKind : byte
{
    Trading,
    Wallet,
    InTransit,
    Staked,
    Lent,
    ColdWallet,
}
