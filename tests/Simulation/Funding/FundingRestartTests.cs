using Arbit.EdgeRunner.Execution.Paper;
using Arbit.EdgeRunner.Execution.Records;
using Arbit.EdgeRunner.Faults;
using Arbit.EdgeRunner.Simulation.Funding;
using Arbit.EdgeRunner.Simulation.Market;
using Arbit.Money;
using Arbit.Tests.Journal;
using Arbit.Tests.Support;
using Xunit.Abstractions;

namespace Arbit.Tests.Simulation.Funding;

/// <summary>The process ends anywhere; the venues' slow side goes on as if it had not.</summary>
public sealed class FundingRestartTests(ITestOutputHelper output)
{
    private static readonly FundingFaults Faulty = new()
    {
        SlowPerMille = 100,
        LostAnswerPerMille = 100,
        LostRequestPerMille = 100,
        ReturnedPerMille = 100,
        LatePerMille = 100,
        Suspensions = [new Suspension(FundingBench.Kraken, null, "tron", FundingDirection.Deposit, FundingBench.Start + FundingBench.Day, FundingBench.Start + (2 * FundingBench.Day))],
    };

    [Fact]
    public void What_was_under_way_goes_on_after_a_restart_to_the_same_end()
    {
        using var folder = new TemporaryDirectory();
        using var undisturbed = new FundingBench(seed: 3);
        Begin(undisturbed);
        undisturbed.Pass(40 * FundingBench.Day);

        var file = Path.Combine(folder.Path, "funding.log");
        using (var first = new FundingBench(seed: 3, path: file))
        {
            Begin(first);
            first.Pass(FundingBench.Minute);
        }

        using var second = new FundingBench(seed: 3, path: file);
        second.Funding.Advance(undisturbed.Funding.Now);
        foreach (var venue in undisturbed.Funding.Venues)
        {
            Assert.Equal(undisturbed.Funding.WithdrawalsOf(venue), second.Funding.WithdrawalsOf(venue));
            Assert.Equal(undisturbed.Funding.DepositsOf(venue), second.Funding.DepositsOf(venue));
            Assert.Equal(undisturbed.Funding.StakesOf(venue), second.Funding.StakesOf(venue));
            Assert.Equal(undisturbed.Funding.HoldingsOf(venue), second.Funding.HoldingsOf(venue));
        }

        second.RequireNothingLost();
    }

    [Fact]
    public void A_paper_account_remembers_what_was_moved_and_a_plug_pulled_between_the_two_logs_loses_nothing()
    {
        using var folder = new TemporaryDirectory();
        var file = Path.Combine(folder.Path, "funding.log");
        var paperFile = Path.Combine(folder.Path, "paper.log");
        using (var paper = OpenPaper(paperFile))
        using (var bench = new FundingBench(path: file, accounts: new PaperFundingAccounts(paper)))
        {
            bench.Withdraw(FundingBench.Binance, FundingBench.Kraken, "1000");
            bench.Pass(FundingBench.Day);
            Assert.Equal(Amount.Parse("8999"), paper.AccountOf(FundingBench.Binance).Of(FundingBench.Usdt).Free);
            Assert.Equal(Amount.Parse("11000"), paper.AccountOf(FundingBench.Kraken).Of(FundingBench.Usdt).Free);
        }

        using (var paper = OpenPaper(paperFile))
        using (new FundingBench(path: file, accounts: new PaperFundingAccounts(paper)))
        {
            Assert.Equal(Amount.Parse("8999"), paper.AccountOf(FundingBench.Binance).Of(FundingBench.Usdt).Free);
            Assert.Equal(Amount.Parse("11000"), paper.AccountOf(FundingBench.Kraken).Of(FundingBench.Usdt).Free);
        }

        // The paper log as it was before anything moved: the venue's lines were written first, and are carried out again.
        File.Delete(paperFile);
        using var behind = OpenPaper(paperFile);
        using var again = new FundingBench(path: file, accounts: new PaperFundingAccounts(behind));
        Assert.Equal(Amount.Parse("8999"), behind.AccountOf(FundingBench.Binance).Of(FundingBench.Usdt).Free);
        Assert.Equal(Amount.Parse("11000"), behind.AccountOf(FundingBench.Kraken).Of(FundingBench.Usdt).Free);
    }

    [Fact]
    public void A_log_that_the_account_cannot_have_paid_for_is_refused()
    {
        using var folder = new TemporaryDirectory();
        var file = Path.Combine(folder.Path, "funding.log");
        using (var bench = new FundingBench(path: file)) Begin(bench);
        Assert.Throws<InvalidDataException>(() => new FundingBench(path: file, accounts: new MemoryFundingAccounts()));
    }

    [Fact]
    public void Whatever_is_asked_and_goes_wrong_every_cent_is_somewhere_and_a_seed_gives_the_same_course()
    {
        output.WriteLine($"seed {Seeds.Current}");
        for (var round = 0UL; round < 20; round++)
        {
            using var folder = new TemporaryDirectory();
            var undisturbed = Live(Seeds.Current + round, path: null);
            var logged = Live(Seeds.Current + round, Path.Combine(folder.Path, "funding.log"));
            Assert.NotEmpty(undisturbed);
            Assert.Equal(undisturbed, logged);
        }
    }

    private static void Begin(FundingBench bench)
    {
        bench.Withdraw(FundingBench.Binance, FundingBench.Kraken, "1000");
        bench.Withdraw(FundingBench.Kraken, FundingBench.Binance, "500", "id-2", "solana");
        bench.Funding.Stake(FundingBench.Binance, "s-1", "Sol*30", Amount.Parse("10"));
        bench.Funding.Stake(FundingBench.Kraken, "s-2", "ESSOL00-BONDE-SIMUL2", Amount.Parse("10"));
        bench.Funding.Unstake(FundingBench.Kraken, 2);
    }

    private static PaperVenue OpenPaper(string path)
    {
        var opening = new[] { FundingBench.Binance, FundingBench.Kraken, FundingBench.Kucoin }
            .Select(venue => new RecordedBalance(venue.Name, FundingBench.Usdt, Amount.Parse("10000")))
            .ToList();
        return new PaperVenue(PaperSettings.Faultless, path, CrashPlan.None, [], opening);
    }

    /// <summary>Forty days of random requests; checked at every step.</summary>
    private static List<string> Live(ulong seed, string? path)
    {
        var random = new SeededRandom(seed);
        using var bench = new FundingBench(Faulty, seed: seed, path: path);
        var venues = bench.Funding.Venues.ToArray();
        List<string> told = [];
        for (var step = 0; step < 200; step++)
        {
            var (from, to) = (venues[random.Below(3)], venues[random.Below(3)]);
            var amount = Amount.From(new Exact(random.Between(1, 4_000), 0));
            told.Add(random.Below(5) switch
            {
                0 => bench.Funding.Stake(from, $"s-{step}", bench.Funding.TermsOf(from).Products[(int)random.Below(2)].Id, Amount.From(new Exact(random.Between(1, 300), 1))).ToString(),
                1 => bench.Funding.Unstake(from, random.Between(1, 30)).ToString(),
                2 => bench.Funding.Transfer(from, $"t-{step}", FundingBench.Usdt, FundingWallet.Trade, FundingWallet.Main, amount).ToString(),
                _ => bench.Withdraw(from, to, amount.ToString(), $"w-{random.Below(150)}", random.Chance(500_000) ? "tron" : "polygon").ToString(),
            });
            bench.RequireNothingLost();
            bench.Pass(random.Between(1, 10 * 60 * FundingBench.Minute));
            bench.RequireNothingLost();
        }

        bench.Pass(60 * FundingBench.Day);
        bench.RequireNothingLost();
        Assert.Equal(Amount.Zero, bench.Funding.InTransit(FundingBench.Usdt));
        return told;
    }
}
