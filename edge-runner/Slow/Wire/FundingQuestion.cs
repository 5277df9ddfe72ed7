using System.Text.Json.Serialization;
using Arbit.Accounts;
using Arbit.Money;
using Arbit.Workflows;

namespace Arbit.EdgeRunner.Slow.Wire;

/// <summary>A call of <see cref="IVenueFunding"/> as it goes over the wire; its answer is JSON.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "ask")]
[JsonDerivedType(typeof(Networks), "networks")]
[JsonDerivedType(typeof(Withdraw), "withdraw")]
[JsonDerivedType(typeof(FindWithdrawal), "findWithdrawal")]
[JsonDerivedType(typeof(Deposits), "deposits")]
[JsonDerivedType(typeof(Balances), "balances")]
[JsonDerivedType(typeof(Fees), "fees")]
[JsonDerivedType(typeof(Offers), "offers")]
[JsonDerivedType(typeof(PlaceStake), "stake")]
[JsonDerivedType(typeof(Unstake), "unstake")]
[JsonDerivedType(typeof(FindStake), "findStake")]
public abstract record FundingQuestion
{
    public abstract Task<string> AskAsync(IVenueFunding account, CancellationToken cancellation);

    private static async Task<string> TextAsync<T>(Task<T> answer) => WorkflowJson.Write(await answer);

    public sealed record Networks(Asset Asset) : FundingQuestion
    {
        public override Task<string> AskAsync(IVenueFunding account, CancellationToken cancellation) => TextAsync(account.NetworksAsync(Asset, cancellation));
    }

    public sealed record Withdraw(WithdrawalOrder Order) : FundingQuestion
    {
        public override Task<string> AskAsync(IVenueFunding account, CancellationToken cancellation) => TextAsync(account.WithdrawAsync(Order, cancellation));
    }

    public sealed record FindWithdrawal(string Id) : FundingQuestion
    {
        public override Task<string> AskAsync(IVenueFunding account, CancellationToken cancellation) => TextAsync(account.FindWithdrawalAsync(Id, cancellation));
    }

    public sealed record Deposits(Asset Asset, DateTimeOffset Since) : FundingQuestion
    {
        public override Task<string> AskAsync(IVenueFunding account, CancellationToken cancellation) => TextAsync(account.DepositsAsync(Asset, Since, cancellation));
    }

    public sealed record Balances : FundingQuestion
    {
        public override Task<string> AskAsync(IVenueFunding account, CancellationToken cancellation) => TextAsync(account.BalancesAsync(cancellation));
    }

    public sealed record Fees : FundingQuestion
    {
        public override Task<string> AskAsync(IVenueFunding account, CancellationToken cancellation) => TextAsync(account.FeesAsync(cancellation));
    }

    public sealed record Offers : FundingQuestion
    {
        public override Task<string> AskAsync(IVenueFunding account, CancellationToken cancellation) => TextAsync(account.StakingOffersAsync(cancellation));
    }

    public sealed record PlaceStake(string Id, StakingOffer Offer, Amount Amount) : FundingQuestion
    {
        public override Task<string> AskAsync(IVenueFunding account, CancellationToken cancellation) => TextAsync(account.StakeAsync(Id, Offer, Amount, cancellation));
    }

    public sealed record Unstake(string Id) : FundingQuestion
    {
        public override Task<string> AskAsync(IVenueFunding account, CancellationToken cancellation) => TextAsync(account.UnstakeAsync(Id, cancellation));
    }

    public sealed record FindStake(string Id) : FundingQuestion
    {
        public override Task<string> AskAsync(IVenueFunding account, CancellationToken cancellation) => TextAsync(account.FindStakeAsync(Id, cancellation));
    }
}
