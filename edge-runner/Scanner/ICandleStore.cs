namespace Arbit.EdgeRunner.Scanner;

/// <summary>Where daily candles are kept between runs.</summary>
public interface ICandleStore
{
    /// <summary>What earlier runs saw; empty before the first.</summary>
    CandleHistory Load();

    /// <summary>Replaces what is kept.</summary>
    void Save(CandleHistory history);
}
