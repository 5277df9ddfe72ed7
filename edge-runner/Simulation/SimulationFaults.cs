namespace Arbit.EdgeRunner.Simulation;

/// <summary>Faults the servers make on purpose, so that gaps, failed checksums and reconnects can be provoked. 0 is never.</summary>
/// <param name="DropDiffEvery">Every so many book diffs of a venue are lost, for all who listen.</param>
/// <param name="CorruptChecksumEvery">Every so many Kraken book updates carry a wrong checksum.</param>
/// <param name="DisconnectEvery">A connection is cut, without a close handshake, after so many frames.</param>
/// <param name="AnnounceEndAfter">Binance says after so many frames of a connection that it is about to end it.</param>
public sealed record SimulationFaults(int DropDiffEvery = 0, int CorruptChecksumEvery = 0, int DisconnectEvery = 0, int AnnounceEndAfter = 0);
